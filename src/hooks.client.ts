import type { HandleClientError } from '@sveltejs/kit';

/** A defect: its kind goes to the console, never its message, which could hold anything personal. */
export const handleError: HandleClientError = ({ error, status }) => {
	if (status === 404) return { message: '没有这个页面。' };
	console.error('unexpected', error instanceof Error ? error.name : 'unknown');
	return { message: '这个页面没有打开成功。' };
};
