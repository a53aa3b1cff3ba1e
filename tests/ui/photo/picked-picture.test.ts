import { expect, test } from 'vitest';
import { pickedLimits } from '#domain/picture/portrait';
import { pickedProblem, pickedWords, type PickedProblem } from '#ui/photo/picked-picture';
import { aJpeg, aPng, exif } from '../../support/photos';

const heic = new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')]);
const html = new Uint8Array(Buffer.from('<html><script>1</script></html>'));

const cases: [string, BlobPart, PickedProblem | undefined][] = [
	['a JPEG of a camera', aJpeg({ width: 8064, height: 6048, beside: [exif()] }), undefined],
	['a PNG', aPng(800, 900), undefined],
	['a picture of an iPhone', heic, 'heic'],
	['a page named .jpg', html, 'not-a-picture'],
	['nothing', new Uint8Array(0), 'not-a-picture'],
	['a bomb: few bytes, 30,000 × 30,000', aPng(30_000, 30_000), 'too-many-pixels'],
	['a stamp', aPng(60, 80), 'too-small'],
	['a head without a size', aJpeg().slice(0, 30), 'damaged'],
	['more than 20 MB', aJpeg({ data: pickedLimits.bytes }), 'too-large']
];

test.each(cases)(
	'%s: judged by its bytes, whatever it is called',
	async (_what, bytes, problem) => {
		const file = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
		expect(await pickedProblem(file)).toBe(problem);
	}
);

test('every answer says what to do', () => {
	for (const words of Object.values(pickedWords)) expect(words).toMatch(/请/);
});
