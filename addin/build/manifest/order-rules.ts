import type { ManifestRule } from './lint-manifest.ts'
import type { XmlElement } from './read-xml.ts'

/** Children of each element in the only order that Excel reads; the schemas say the same where they are at hand. */
const orders: Readonly<Record<string, string>> = {
  OfficeApp:
    'Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions VersionOverrides ExtendedOverrides',
  VersionOverrides: 'Description Requirements Hosts Resources WebApplicationInfo',
  'Host xsi:type': 'Runtimes AllFormFactors DesktopFormFactor',
  'ExtensionPoint CustomFunctions': 'Script Page Metadata Namespace',
  DesktopFormFactor: 'GetStarted FunctionFile ExtensionPoint',
  GetStarted: 'Title Description LearnMoreUrl',
  CustomTab: 'OverriddenByRibbonApi Group Label',
  Group: 'OverriddenByRibbonApi Label Icon Tooltip Control',
  Control: 'OverriddenByRibbonApi Label Tooltip Supertip Icon Action Enabled',
  Supertip: 'Title Description',
  Resources: 'bt:Images bt:Urls bt:ShortStrings bt:LongStrings',
}

const orderOf = ({ name, attributes }: XmlElement): string | undefined =>
  orders[name] ??
  orders[`${name} ${attributes['xsi:type']}`] ??
  ('xsi:type' in attributes ? orders[`${name} xsi:type`] : undefined)

const inOrder = (element: XmlElement): readonly string[] => {
  const order = orderOf(element)?.split(' ')
  let highest = 0
  const wrong = (order ? element.children : []).flatMap(({ name, line }) => {
    const place = order?.indexOf(name) ?? 0
    if (place < 0) return [`Line ${line}: ${name} does not belong into ${element.name}`]
    if (place < highest)
      return [`Line ${line}: ${name} comes too late in ${element.name}; the order is ${order?.join(', ')}`]
    highest = place
    return []
  })
  return [...wrong, ...element.children.flatMap(inOrder)]
}

/** Office takes one tab of an add-in, and ids of all that stands on it once each. */
const tabs: ManifestRule = manifest => {
  const seen = new Set<string>()
  const walk = (element: XmlElement): readonly string[] => {
    const { id } = element.attributes
    const own = /^(?:CustomTab|Group|Control)$/.test(element.name)
    const again =
      own && id !== undefined && seen.has(id) ? [`Line ${element.line}: a second ${element.name} "${id}"`] : []
    if (own && id !== undefined) seen.add(id)
    return [
      ...again,
      ...(own && id === undefined ? [`Line ${element.line}: ${element.name} has no id`] : []),
      ...element.children.flatMap(walk),
    ]
  }
  return walk(manifest)
}

export const orderRules: readonly ManifestRule[] = [inOrder, tabs]
