/** JSON as the text of one XML element, free of anything that a writer of XML would escape or normalize. */
export function xmlOf(element: string, namespace: string, json: string): string {
  const text = json.replace(/[<>&\uFFFE\uFFFF]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `<${element} xmlns="${namespace}">${text}</${element}>`
}

const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }

/** The text of the outermost element; null where there is none. The JSON in it has the same meaning, not the same letters. */
export function textInXml(xml: string): string | null {
  const match = /<([A-Za-z:]+)(?:\s[^>]*)?>([\s\S]*)<\/\1\s*>\s*$/.exec(xml)
  return match?.[2]?.replace(/&(quot|apos|lt|gt|amp);/g, (_, name: string) => entities[name] ?? '') ?? null
}
