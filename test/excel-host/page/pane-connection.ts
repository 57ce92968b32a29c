import type { FunctionsMetadata } from '../custom-functions/metadata.ts'
import type { Workbook } from '../model/workbook.ts'
import type { PaneVisibility } from '../objects/internal-services.ts'
import { ExcelHost } from '../protocol/excel-host.ts'

/**
 * Connects a frame with the workbook and loads the add-in into it. Unmodified office.js finds the host by the frame's
 * name and address, as in Excel on the web.
 */
export function connectPane(
  frame: HTMLIFrameElement,
  book: Workbook,
  pane: string,
  functions: FunctionsMetadata | null,
  visibility: PaneVisibility,
): ExcelHost {
  const origin = new URL(pane).origin
  const host = new ExcelHost({
    workbook: book,
    origin: location.origin,
    pane: visibility,
    ...(functions ? { functions } : {}),
    post: message => frame.contentWindow?.postMessage(message, origin),
  })
  addEventListener('message', event => {
    if (event.source === frame.contentWindow && event.origin === origin) void host.receive(event.data)
  })
  loadPane(frame, pane)
  return host
}

export function loadPane(frame: HTMLIFrameElement, pane: string): void {
  const xdm = `conversation-1|app-1|${location.origin}`
  const info = 'Excel$Web$16.00$en-US$correlation$$$3'
  frame.src = `${pane}?_host_Info=${encodeURIComponent(info)}#&_xdm_Info=${encodeURIComponent(xdm)}`
}
