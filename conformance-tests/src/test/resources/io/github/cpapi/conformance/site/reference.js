const dark = matchMedia("(prefers-color-scheme: dark)");
const show = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", show);
show();

SwaggerUIBundle({
  spec,
  domNode: document.getElementById("swagger-ui"),
  deepLinking: true,
  displayOperationId: true,
  showExtensions: true,
  supportedSubmitMethods: [],
  validatorUrl: null,
});
