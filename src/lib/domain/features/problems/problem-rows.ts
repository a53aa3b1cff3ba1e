import type { Org } from '#domain/model/org/org';
import { sayFlag } from '#domain/model/report/flag';
import { isStillSo, stateWords, type ProblemRow } from '#domain/features/problems/problem-list';
import type { ReportLine } from '#domain/model/report/report';
import { problemData } from '#domain/rules/member/problem-data';

/** The columns of the list that goes out as a workbook, and the names the log knows them by. */
export const reportColumns = [
	{ key: 'name', header: '姓名' },
	{ key: 'idNumber', header: '公民身份号码' },
	{ key: 'branchId', header: '所在党支部' },
	{ key: 'report.reason', header: '问题原因' },
	{ key: 'report.state', header: '办理状态' },
	{ key: 'report.filed', header: '上报日期' },
	{ key: 'report.answer', header: '答复' },
	{ key: 'report.answered', header: '答复日期' }
] as const;

/** 问题数据 as rows of a workbook, the header first. */
export function reportRows(
	rows: readonly ProblemRow[],
	org: (id: string) => Org | undefined
): string[][] {
	const body = rows.map((row) => {
		const { member } = row;
		const filed = row.report?.lines[0];
		const answer = lastWords(row);
		return [
			member.name,
			member.idNumber,
			org(member.branchId)?.fullName ?? '',
			row.reason + sayFlag(row.flag),
			sayState(row),
			row.state === 'open' ? '' : dayOf(filed),
			answer?.text ?? '',
			dayOf(answer)
		];
	});
	return [reportColumns.map(({ header }) => header), ...body];
}

/** The last thing the organisation above has said of it. */
export function lastWords({ reports }: ProblemRow): ReportLine | undefined {
	return reports.flatMap(({ lines }) => lines).findLast(({ text }) => text !== '');
}

export function sayState(row: ProblemRow): string {
	const { state, corrected, rule } = row;
	const words = stateWords[state];
	if (isStillSo(row)) return `${words}，问题仍在`;
	if (!corrected) return words;
	return `${words}，${rule === problemData.id ? '标记已取消' : '数据已改正'}`;
}

function dayOf(line: ReportLine | undefined): string {
	return line?.at.slice(0, 10) ?? '';
}
