import { defineRule } from '#domain/rules/rule';

const LANDLINE = /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/;
/** “Other contact” may also be a second mobile number. */
const MOBILE = /^1[3-9]\d{9}$/;

export const landlineAreaCode = defineRule({
	id: 'PH-04',
	severity: 'error',
	title: 'Landline without area code',
	field: 'otherPhone',
	message: '固定电话应含区号。',
	resolution: 'Add the area code.',
	resolvedBy: 'secretary',
	source: '采集说明 2017 (1wenmi 213602)',
	closes: ['field'],
	alone: true,

	check({ otherPhone }) {
		return otherPhone !== '' && !MOBILE.test(otherPhone) && !LANDLINE.test(otherPhone);
	}
});
