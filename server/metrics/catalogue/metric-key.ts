import { normalName } from '../../datasets/normal-name.ts'
import type { Catalogue } from './catalogue.ts'

const keysByName = new WeakMap<Catalogue, ReadonlyMap<string, string>>()

/**
 * The key of a metric that people name by its key or by its name, in any case: "gross_margin_pct", "Gross margin". Words
 * that name none are answered as they are, for the error to say them.
 */
export function metricKey(catalogue: Catalogue, words: string): string {
  if (catalogue.find(words)) return words
  const known = keysByName.get(catalogue) ?? namesOf(catalogue)
  keysByName.set(catalogue, known)
  return known.get(normalName(words)) ?? words
}

/** Keys come before names; of metrics with one name the first in the catalogue counts. */
function namesOf(catalogue: Catalogue): ReadonlyMap<string, string> {
  const keys = catalogue.keys()
  const pairs = keys.map(key => [normalName(catalogue.find(key)?.definition.name ?? key), key] as const)
  return new Map([...pairs.reverse(), ...keys.map(key => [key, key] as const)])
}
