// Runs only in browsers that know no modules, and so could not start the app: old syntax on purpose.
(function () {
	var text = document.createElement('p');
	text.style.margin = '24px';
	text.appendChild(
		document.createTextNode(
			'这个浏览器的版本过旧，不能使用支部册。请换用 Chrome、Edge 119，Safari 17.4，Firefox 128 或更新的版本。本机已保存的内容没有变化。'
		)
	);
	document.body.insertBefore(text, document.body.firstChild);
})();
