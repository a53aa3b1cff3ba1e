import type { PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import { dimensions, standing, UNKNOWN, type Dimension } from './dimensions';

/** One group of a chart. */
export interface Bar {
	group: string;
	name: string;
	count: number;
	unknown: boolean;
}

export interface Chart {
	dimension: Dimension;
	bars: readonly Bar[];
}

export interface Counted {
	/** 在册. The bars of every chart add up to it. */
	total: number;
	/** 已减少, by 党籍状态. */
	apart: readonly Bar[];
	charts: readonly Chart[];
}

/** 统计 of these records on that day, every dimension in one walk. */
export function countMembers(members: readonly Member[], today: PlainDate): Counted {
	const counts = dimensions.map(() => new Map<string, number>());
	const groupOf = dimensions.map((dimension) => dimension.on(today));
	const apart = new Map<string, number>();
	const statusOf = standing.on(today);
	let total = 0;
	for (const member of members) {
		if (!isOnRoster(member)) {
			add(apart, statusOf(member));
			continue;
		}
		total += 1;
		for (let at = 0; at < counts.length; at++) add(counts[at]!, groupOf[at]!(member));
	}
	return {
		total,
		apart: barsOf(standing, apart),
		charts: dimensions.map((dimension, at) => ({
			dimension,
			bars: barsOf(dimension, counts[at]!)
		}))
	};
}

function add(counts: Map<string, number>, group: string): void {
	counts.set(group, (counts.get(group) ?? 0) + 1);
}

function barsOf(dimension: Dimension, counts: ReadonlyMap<string, number>): Bar[] {
	const groups = new Set([...dimension.always, ...counts.keys()]);
	const bars = [...groups].map((group) => ({
		group,
		name: dimension.nameOf(group),
		count: counts.get(group) ?? 0,
		unknown: group === UNKNOWN
	}));
	const place = new Map(dimension.order.map((group, at) => [group, at]));
	const turn = ({ group, unknown }: Bar) => (unknown ? Infinity : (place.get(group) ?? place.size));
	return bars.sort((a, b) => {
		const [left, right] = [turn(a), turn(b)];
		if (left !== right) return left - right;
		return dimension.newestFirst ? (a.group < b.group ? 1 : -1) : b.count - a.count;
	});
}

/** Those members of one bar: `by` names a dimension, `is` one of its groups. No name is in it. */
export interface BarKey {
	by: string;
	is: string;
}

/** Whether a member stands in the bar on that day. */
export function selectedBy(
	dimension: Dimension,
	group: string,
	today: PlainDate
): (member: Member) => boolean {
	const groupOf = dimension.on(today);
	if (dimension === standing) return (member) => groupOf(member) === group;
	return (member) => isOnRoster(member) && groupOf(member) === group;
}
