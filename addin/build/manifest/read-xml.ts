export interface XmlElement {
  /** With its prefix, e.g. "bt:Image". */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** What stands directly in it, trimmed. */
  readonly text: string
  /** From 1, of its opening tag. */
  readonly line: number
}

const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|[^<]+/g
const attribute = /([\w:.-]+)\s*=\s*"([^"]*)"/g
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}
const plain = (text: string) => text.replace(/&(?:lt|gt|quot|apos|amp);/g, entity => entities[entity] ?? entity)

/** Reads XML without document types or CDATA, which manifests never have. Throws where it is not well formed. */
export function readXml(xml: string): XmlElement {
  const open: {
    name: string
    attributes: Record<string, string>
    children: XmlElement[]
    text: string
    line: number
  }[] = []
  let root: XmlElement | null = null
  let at = 0
  const line = () => xml.slice(0, at).split('\n').length
  const fail = (what: string): never => {
    throw new Error(`Reading XML, line ${line()}: ${what}`)
  }
  const close = (name: string) => {
    const element = open.pop()
    if (element?.name !== name) return fail(`</${name}> closes ${element ? `<${element.name}>` : 'nothing'}`)
    element.text = element.text.trim()
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root = element
  }
  for (const match of xml.matchAll(token)) {
    if (match.index !== at) fail('a tag that is not well formed')
    const [all, closing, name, attributes = '', empty] = match
    const parent = open.at(-1)
    if (name === undefined) {
      if (!all.startsWith('<') && parent) parent.text += plain(all)
      else if (!all.startsWith('<') && all.trim() !== '') fail('text outside of the document')
    } else if (closing) close(name)
    else {
      if (!parent && root) fail('a second document')
      const read = Object.fromEntries(
        [...attributes.matchAll(attribute)].map(([, key, value = '']) => [key, plain(value)]),
      )
      open.push({ name, attributes: read, children: [], text: '', line: line() })
      if (empty) close(name)
    }
    at += all.length
  }
  if (at < xml.length) fail('a tag that is not well formed')
  if (open.length > 0) fail(`<${open.at(-1)?.name}> is never closed`)
  return root ?? fail('there is no element')
}

/** All elements of a name below an element, in the order of the text. */
export const elementsNamed = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap(child => [...(child.name === name ? [child] : []), ...elementsNamed(child, name)])
