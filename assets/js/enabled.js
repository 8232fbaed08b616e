// Loaded at the very start of the body, so that components are drawn at once as they will be with scripts.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
