import type { CodeTableName } from '#domain/codes/registry';

/** The tabs of 党员信息维护, in the manual’s order, with their Chinese titles. */
export const tabs = {
	basic: '基本信息',
	relation: '党籍和组织关系',
	duties: '职务',
	awards: '奖惩',
	abroad: '出国（境）',
	difficulty: '困难情况',
	joining: '入党信息',
	review: '人工审核',
	trail: '修改记录'
} as const;
export type TabKey = keyof typeof tabs;

/** The parts a long tab is read in. */
export const groups = {
	identity: '身份',
	party: '党内信息',
	study: '学历学位',
	work: '工作岗位',
	contact: '联系方式',
	other: '其他',
	collection: '信息采集',
	status: '党籍',
	branch: '进入和转离支部',
	stopped: '停止和恢复党籍',
	left: '离开中共组织',
	system: '进入和离开本信息系统',
	admission: '批准入党',
	atJoining: '入党时情况',
	development: '培养发展',
	review: '说明'
} as const;
export type GroupKey = keyof typeof groups;

/**
 * What decides whether a field must be filled: a name, so that the catalogue stays data.
 * The sentences are domain.md 2.1, column `req`.
 */
export type RequiredWhen =
	| 'always'
	| 'never'
	| 'full'
	| 'professional'
	| 'staff'
	| 'lost'
	| 'mobile'
	| 'joint'
	| 'stopped'
	| 'restored'
	| 'gone'
	| 'left'
	| 'approved';

export type FieldKind =
	| 'text'
	| 'code'
	| 'date'
	| 'flag'
	| 'idNumber'
	| 'mobile'
	| 'landline'
	| 'number'
	| 'branch'
	| 'note';

/** One item of a member’s record; schema, form, completeness, import and export follow from it. */
export interface Field {
	readonly key: string;
	/** The Chinese field name of domain.md 2.1, which labels the input. */
	readonly label: string;
	readonly tab: TabKey;
	/** A second tab that shows the same item; it is still one value. */
	readonly alsoOn?: TabKey;
	readonly group: GroupKey;
	readonly kind: FieldKind;
	/** For kind code and flag: the table its value comes from. */
	readonly table?: CodeTableName;
	readonly required: RequiredWhen;
	/** What happens when two authors differ (S-4). */
	readonly conflict: 'identity' | 'contact' | 'other';
	/** Sensitive personal data: masked unless asked for. */
	readonly sensitive?: true;
	/** Filled from the ID number; a form offers, never overwrites. */
	readonly derived?: true;
	/** Longest text in code points. */
	readonly max?: number;
	/** The header of the 25-column national layout, where the field has a column there. */
	readonly national?: string;
	/** How it is to be written, where the label alone does not say so. */
	readonly hint?: string;
	/** Other names under which files carry this column. */
	readonly headers?: readonly string[];
	/** The value a new record starts with. */
	readonly initial?: string;
	/** Changed by a procedure with its own form (党员减少), never typed. */
	readonly procedure?: true;
	/** Not a column of files: filled in the app only. */
	readonly internal?: true;
}
