/**
 * Content-Security-Policies of the pages. Everything comes from this server; nothing stands in the page itself;
 * nothing is evaluated. Only the store build of the task pane also loads office.js from Microsoft.
 */
const common = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/** Of the page for browsers: nobody may frame it, and text never becomes markup. */
export const webPolicy = [
  ...common,
  "script-src 'self'",
  "require-trusted-types-for 'script'",
  "frame-ancestors 'none'",
].join('; ')

/** Where the store build takes office.js from. */
const MICROSOFT = 'https://appsforoffice.microsoft.com'

/** Of the task pane: Office's own pages frame it. Trusted types are left out, as office.js does not know them. */
export const panePolicy = (officeScript: 'own' | 'microsoft', ancestors: readonly string[]): string =>
  [
    ...common,
    `script-src 'self'${officeScript === 'microsoft' ? ` ${MICROSOFT}` : ''}`,
    `frame-ancestors ${ancestors.join(' ') || "'none'"}`,
  ].join('; ')
