import type { Plugin } from 'vite'
import { officeFolder } from './office-package.ts'

/** Where pages of the private build and of the store build load Microsoft's library from. */
export const officeAddresses = {
  own: `/addin/${officeFolder}/office.js`,
  microsoft: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
} as const

export type OfficeSource = keyof typeof officeAddresses

/** Puts office.js into the task pane as the plain first script that Microsoft asks for: never bundled, never in the web page. */
export const officeScript = (source: OfficeSource): Plugin => ({
  name: 'office-script',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { path }) =>
      path.endsWith('/taskpane.html')
        ? [{ tag: 'script', attrs: { src: officeAddresses[source] }, injectTo: 'head-prepend' }]
        : [],
  },
})
