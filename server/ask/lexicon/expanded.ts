/** The forms of a verb: "drop" is drop, drops, dropped, dropping, droped. Forms that nobody writes do no harm. */
function inflected(verb: string): string[] {
  const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb.replace(/y$/, 'i')
  const forms = [verb, `${verb}s`, `${verb.endsWith('e') ? stem : verb}ing`, `${stem}ed`, `${verb}ed`]
  if (/[^aeiou]y$/.test(verb)) forms.push(`${verb.slice(0, -1)}ies`)
  if (/(?:s|x|z|ch|sh)$/.test(verb)) forms.push(`${verb}es`)
  if (/[aeiou][bdgklmnprt]$/.test(verb)) forms.push(`${verb}${verb.at(-1)}ed`, `${verb}${verb.at(-1)}ing`)
  return forms
}

/**
 * The phrases that a pattern of the lexicon stands for: "(gross|) margin" is "gross margin" and "margin",
 * "drop*" every form of the verb.
 */
export function expanded(pattern: string): string[] {
  const group = /\(([^()]*)\)/.exec(pattern)
  if (group) {
    const [before, after] = [pattern.slice(0, group.index), pattern.slice(group.index + group[0].length)]
    return group[1]!.split('|').flatMap(option => expanded(`${before}${option}${after}`))
  }
  const phrases = pattern
    .trim()
    .split(/ +/)
    .reduce<string[]>((made, word) => {
      const forms = word.endsWith('*') && word.length > 1 ? inflected(word.slice(0, -1)) : [word]
      return made.length === 0 ? forms : made.flatMap(phrase => forms.map(form => `${phrase} ${form}`))
    }, [])
  return [...new Set(phrases)].filter(phrase => phrase !== '')
}
