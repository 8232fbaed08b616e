// Starts the design system's components; everything on a page works without them.
import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, FileUpload, isSupported, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs } from "./govuk-frontend-{{ version }}.min.js";

const components = [Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs];

function start(options) {
  for (const component of components) createAll(component, undefined, options);
}

if (isSupported()) {
  start();
  // What htmx brings into the page is started as well; what has been started already refuses, and stays as it is.
  document.addEventListener("htmx:after:swap", () => start({ scope: document, onError: () => {} }));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
