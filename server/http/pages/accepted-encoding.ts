/** The tightest packing that the client takes, of those that there are. */
export function acceptedEncoding(
  header: string | undefined,
  there: { br: boolean; gzip: boolean },
): 'br' | 'gzip' | null {
  const accepted = new Set(
    (header ?? '')
      .split(',')
      .map(part =>
        part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/),
      )
      .filter(([, quality]) => !/^q=0(?:\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name),
  )
  if (there.br && accepted.has('br')) return 'br'
  return there.gzip && accepted.has('gzip') ? 'gzip' : null
}
