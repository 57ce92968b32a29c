import type { ManifestRule } from './lint-manifest.ts'
import { elementsNamed, type XmlElement } from './read-xml.ts'

const kinds = ['bt:Image', 'bt:Url', 'bt:String'] as const

/** Which kind of resource an element's `resid` names. */
const kindOf = (element: XmlElement): (typeof kinds)[number] =>
  element.name === 'bt:Image'
    ? 'bt:Image'
    : /^(?:Label|Title|Description|Namespace)$/.test(element.name)
      ? 'bt:String'
      : 'bt:Url'

const resourcesOf = (manifest: XmlElement): readonly XmlElement[] =>
  elementsNamed(manifest, 'Resources').flatMap(resources => kinds.flatMap(kind => elementsNamed(resources, kind)))

const usesOf = (element: XmlElement): readonly XmlElement[] => [
  ...(element.attributes.resid === undefined ? [] : [element]),
  ...element.children.flatMap(usesOf),
]

const ids: ManifestRule = manifest => {
  const seen = new Set<string>()
  return resourcesOf(manifest).flatMap(({ attributes: { id = '' }, line }) => {
    const again = seen.has(id) ? [`Line ${line}: a second resource "${id}"`] : []
    seen.add(id)
    return [...again, ...(id.length > 32 ? [`Line ${line}: the resource id "${id}" is longer than 32 characters`] : [])]
  })
}

const references: ManifestRule = manifest => {
  const known = new Set(resourcesOf(manifest).map(({ name, attributes }) => `${name} ${attributes.id}`))
  return usesOf(manifest)
    .filter(use => !known.has(`${kindOf(use)} ${use.attributes.resid}`))
    .map(use => `Line ${use.line}: there is no ${kindOf(use)} "${use.attributes.resid}"`)
}

const unused: ManifestRule = manifest => {
  const used = new Set(usesOf(manifest).map(({ attributes }) => attributes.resid))
  return resourcesOf(manifest)
    .filter(({ attributes }) => !used.has(attributes.id))
    .map(({ attributes, line }) => `Line ${line}: nothing uses the resource "${attributes.id}"`)
}

const lengths: ManifestRule = manifest =>
  [
    ...elementsNamed(manifest, 'bt:ShortStrings').map(list => ({ list, most: 125 })),
    ...elementsNamed(manifest, 'bt:LongStrings').map(list => ({ list, most: 250 })),
  ].flatMap(({ list, most }) =>
    list.children
      .filter(({ attributes }) => (attributes.DefaultValue ?? '').length > most || !attributes.DefaultValue)
      .map(({ attributes, line }) => `Line ${line}: "${attributes.id}" must have 1 to ${most} characters`),
  )

/** Excel draws buttons in these sizes, and needs the three. */
const iconSizes: ManifestRule = manifest =>
  elementsNamed(manifest, 'Icon').flatMap(icon => {
    const sizes = icon.children.map(({ attributes }) => Number(attributes.size))
    return [
      ...[16, 32, 80]
        .filter(size => !sizes.includes(size))
        .map(size => `Line ${icon.line}: an icon lacks size ${size}`),
      ...sizes
        .filter(size => ![16, 20, 24, 32, 40, 48, 64, 80].includes(size))
        .map(size => `Line ${icon.line}: Office has no icons of size ${size}`),
    ]
  })

export const resourceRules: readonly ManifestRule[] = [ids, references, unused, lengths, iconSizes]
