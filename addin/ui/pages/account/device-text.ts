const browsers: readonly (readonly [RegExp, string])[] = [
  // Others are in the words of each: the most particular first.
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** What a browser or program says it is, for people: "Firefox on Windows"; of others their first word; null: it said nothing. */
export function deviceText(userAgent: string | null): string {
  if (!userAgent) return 'Unknown program'
  const named = (list: typeof browsers) => list.find(([sign]) => sign.test(userAgent))?.[1]
  const browser = named(browsers)
  const system = named(systems)
  if (!browser) return userAgent.split(/[\s/]/, 1)[0] || 'Unknown program'
  return system ? `${browser} on ${system}` : browser
}
