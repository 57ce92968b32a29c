import { identityRules } from './identity-rules.ts'
import { orderRules } from './order-rules.ts'
import { readXml, type XmlElement } from './read-xml.ts'
import { resourceRules } from './resource-rules.ts'
import { runtimeRules } from './runtime-rules.ts'

/** What the manifest must agree with in the code. */
export interface ManifestCode {
  /** Names that `Office.actions.associate` knows. */
  readonly commandIds: readonly string[]
}

/** One thing to find wrong; answers a sentence for each place. */
export type ManifestRule = (manifest: XmlElement, code: ManifestCode) => readonly string[]

/**
 * What is wrong with an Excel add-in's manifest, beyond what its XML schemas say: Excel refuses or ignores such ones
 * without telling why. From Microsoft's manifest reference; [] where nothing is.
 */
export function lintManifest(xml: string, code: ManifestCode): readonly string[] {
  const manifest = readXml(xml)
  return [...identityRules, ...orderRules, ...resourceRules, ...runtimeRules].flatMap(rule => rule(manifest, code))
}
