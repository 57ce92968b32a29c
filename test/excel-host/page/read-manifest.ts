export interface RibbonControl {
  readonly id: string
  readonly label: string
  readonly tip: string
  readonly icon: string
  /** null: it shows the pane. */
  readonly functionName: string | null
}

export interface Ribbon {
  readonly tab: string
  readonly groups: readonly { readonly label: string; readonly controls: readonly RibbonControl[] }[]
}

/** The tab that a manifest adds to Excel's ribbon. Icons are taken from this page's own origin. */
export function readManifest(text: string): Ribbon {
  const xml = new DOMParser().parseFromString(text, 'application/xml')
  const problem = xml.querySelector('parsererror')
  if (problem) throw new Error(`Reading the manifest: ${problem.textContent}`)
  const resources = new Map<string, string>()
  for (const kind of ['String', 'Image', 'Url'])
    for (const element of named(xml, kind))
      resources.set(element.getAttribute('id') ?? '', element.getAttribute('DefaultValue') ?? '')
  const resource = (parent: Element, name: string): string =>
    resources.get(child(parent, name)?.getAttribute('resid') ?? '') ?? ''
  const [tab] = named(xml, 'CustomTab')
  if (!tab) return { tab: 'Add-in', groups: [] }
  const groups = children(tab, 'Group').map(group => ({
    label: resource(group, 'Label'),
    controls: children(group, 'Control').map(control => {
      const action = child(control, 'Action')
      const tip = child(control, 'Supertip')
      const image = named(control, 'Image').find(each => each.getAttribute('size') === '32')
      const address = resources.get(image?.getAttribute('resid') ?? '') ?? ''
      const functionName = (action && child(action, 'FunctionName')?.textContent?.trim()) ?? null
      return {
        id: control.getAttribute('id') ?? '',
        label: resource(control, 'Label'),
        tip: tip ? resource(tip, 'Description') : '',
        icon: address === '' ? '' : new URL(address).pathname,
        functionName,
      }
    }),
  }))
  return { tab: resource(tab, 'Label'), groups }
}

const named = (parent: Document | Element, name: string): Element[] => [...parent.getElementsByTagNameNS('*', name)]
const children = (parent: Element, name: string): Element[] =>
  [...parent.children].filter(({ localName }) => localName === name)
const child = (parent: Element, name: string): Element | undefined => children(parent, name)[0]
