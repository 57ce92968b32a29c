/** A text with what stands under a heading put in place of what stood there; a heading that is not there yet comes last. */
export function withSection(text: string, heading: string, body: string): string {
  const lines = text.trimEnd().split('\n')
  const start = lines.indexOf(`## ${heading}`)
  const section = [`## ${heading}`, '', ...body.trim().split('\n')]
  if (start < 0) return `${[...lines, '', ...section].join('\n')}\n`
  const length = lines.slice(start + 1).findIndex(line => line.startsWith('## '))
  const after = length < 0 ? [] : ['', ...lines.slice(start + 1 + length)]
  return `${[...lines.slice(0, start), ...section, ...after].join('\n')}\n`
}
