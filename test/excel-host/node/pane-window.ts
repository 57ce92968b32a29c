import vm from 'node:vm'
import { officeScript } from './office-scripts.ts'

const BASE = 'https://localhost:3000/'
const HOST = 'https://localhost:3001'

type Listener = (event: object) => void

export interface PaneWindow {
  /** The globals of the pane: Office, Excel, … after the scripts ran. */
  readonly globals: Record<string, unknown>
  /** A message of the host to the pane. */
  readonly deliver: (message: string) => void
}

/**
 * As much of a browser window as office.js asks for, without a browser: it believes to be a task pane in a frame of
 * Excel on the web. `send` gets its messages to the host.
 */
export function paneWindow(send: (message: string) => void): PaneWindow {
  const listeners = new Map<string, Listener[]>()
  // The last number are flags: 1 a frame, 2 an add-in with custom functions, whose runtime then starts.
  const info = encodeURIComponent('Excel$Web$16.00$en-US$correlation$$$3')
  const xdm = encodeURIComponent(`conversation-1|app-1|${HOST}`)
  const href = `${BASE}taskpane.html?_host_Info=${info}#&_xdm_Info=${xdm}`
  const url = new URL(href)
  const parent = { postMessage: (message: string) => send(message) }
  let context: vm.Context | undefined

  const runScript = (script: Record<string, unknown>): void => {
    if (script.tagName !== 'SCRIPT') return
    const name = new URL(String(script.src), BASE).pathname.replace('/office-js/', '')
    queueMicrotask(() => {
      const found = officeScript(name)
      const done = found ? script.onload : script.onerror
      if (found && context) found.runInContext(context)
      if (typeof done === 'function') done.call(script, {})
    })
  }
  const head = { appendChild: runScript, insertBefore: runScript }
  const document = {
    readyState: 'complete',
    domain: 'localhost',
    URL: href,
    cookie: '',
    hidden: false,
    visibilityState: 'visible',
    head,
    body: element('body'),
    documentElement: element('html'),
    createElement: element,
    getElementById: () => null,
    querySelectorAll: () => [],
    getElementsByTagName: (tag: string) =>
      tag === 'script'
        ? [{ src: `${BASE}office-js/office.js`, getAttribute: () => null, attributes: {} }]
        : tag === 'head'
          ? [head]
          : [],
    addEventListener: () => {},
    removeEventListener: () => {},
    hasFocus: () => true,
  }
  const { search, hash, origin, protocol, hostname, host, pathname } = url
  const globals: Record<string, unknown> = {
    document,
    parent,
    opener: null,
    name: '',
    location: { href, search, hash, origin, protocol, hostname, host, pathname },
    navigator: { userAgent: 'node', language: 'en-US' },
    sessionStorage: storage(),
    localStorage: storage(),
    performance,
    console,
    URL,
    Promise,
    crypto,
    fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    Headers,
    TextEncoder,
    TextDecoder,
    AbortController,
    queueMicrotask,
    setTimeout,
    clearTimeout,
    // The library looks after itself by intervals, which must not keep a test alive.
    setInterval: (work: () => void, milliseconds: number) => setInterval(work, milliseconds).unref(),
    clearInterval,
    history: {},
    external: {},
    addEventListener: (type: string, listener: Listener) =>
      listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    removeEventListener: (type: string, listener: Listener) =>
      listeners.set(
        type,
        (listeners.get(type) ?? []).filter(known => known !== listener),
      ),
    postMessage: () => {},
    XMLHttpRequest: class {
      open(): void {}
      send(): void {}
      setRequestHeader(): void {}
    },
  }
  Object.assign(globals, { window: globals, self: globals, top: globals })
  context = vm.createContext(globals)
  officeScript('office.js')?.runInContext(context)
  return {
    globals,
    deliver: data => {
      for (const listener of listeners.get('message') ?? []) listener({ data, origin: HOST, source: parent })
    },
  }
}

function storage(): object {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, String(value)),
    removeItem: (key: string) => items.delete(key),
  }
}

function element(tag: string): Record<string, unknown> {
  let url: URL | undefined
  const made: Record<string, unknown> = {
    tagName: tag.toUpperCase(),
    style: {},
    appendChild: () => {},
    setAttribute: (name: string, value: unknown) => {
      made[name] = value
    },
    getAttribute: (name: string) => made[name],
  }
  Object.defineProperty(made, 'href', {
    get: () => url?.href ?? '',
    set: (value: string) => {
      url = new URL(value, BASE)
    },
  })
  for (const part of ['protocol', 'hostname', 'host', 'port', 'pathname'] as const)
    Object.defineProperty(made, part, { get: () => url?.[part] })
  return made
}

export const hostOrigin = HOST
