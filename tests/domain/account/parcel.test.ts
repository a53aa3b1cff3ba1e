import { expect, test } from 'vitest';
import {
	parcelFileName,
	parcelLimits,
	partName,
	readParcel,
	writeParcel,
	type Parcel
} from '#domain/account/parcel';
import { uuid } from '../../support/device';

const parcel: Parcel = {
	header: {
		id: uuid('parcel'),
		device: uuid('phone'),
		from: '示例支部',
		made: '2026-11-26T14:02:00.000+08:00',
		count: 12,
		parts: 1
	},
	parts: ['c2VhbGVk']
};
const text = writeParcel(parcel);
const faultOf = (given: string) => {
	const read = readParcel(given);
	return read.ok ? 'taken' : read.fault;
};
const altered = (over: object) => JSON.stringify({ ...JSON.parse(text), ...over });

test('a file is read as it was written', () => {
	expect(readParcel(text)).toEqual({ ok: true, value: parcel });
});

test('a file cut anywhere is told from one that never was ours', () => {
	for (let at = 40; at < text.length; at += 7)
		expect(faultOf(text.slice(0, at))).toBe('parcel.damaged');
	expect(faultOf(`${text}x`)).toBe('parcel.damaged');
	for (const other of [
		'',
		'{}',
		'[]',
		'null',
		'1',
		'姓名,公民身份号码',
		'PK\u0003\u0004',
		'{"format":"x"}'
	]) {
		expect(faultOf(other)).toBe('parcel.none');
	}
});

test('a later version is named; what is not exactly this one is damaged', () => {
	expect(faultOf(altered({ version: 2 }))).toBe('parcel.newer');
	const { header } = parcel;
	for (const over of [
		{ version: 0 },
		{ extra: 1 },
		{ parts: [] },
		{ parts: ['a', 'b'] },
		{ parts: ['<script>'] },
		{ header: { ...header, count: 0 } },
		{ header: { ...header, count: 1.5 } },
		{ header: { ...header, device: 'x' } },
		{ header: { ...header, from: 'x'.repeat(201) } },
		{ header: { ...header, account: 'u990000000012' } },
		{ header: null }
	]) {
		expect(faultOf(altered(over)), JSON.stringify(over)).toBe('parcel.damaged');
	}
});

test('a file over the limit is not even parsed', () => {
	expect(faultOf('x'.repeat(parcelLimits.fileBytes + 1))).toBe('parcel.too-large');
});

test('every word of the header and the place of a part are in what its seal is bound to', () => {
	const names = new Set([
		partName(parcel.header, 0),
		partName(parcel.header, 1),
		...Object.keys(parcel.header).map((key) => partName({ ...parcel.header, [key]: 'x' }, 0))
	]);
	expect(names.size).toBe(2 + Object.keys(parcel.header).length);
});

test('the file’s name says when and how many, and nobody’s name', () => {
	expect(parcelFileName('2026-11-26T14:02:59.123+08:00', 12)).toBe(
		'支部册待发包-20261126-1402-12项.bbx'
	);
});
