import type { ManifestRule } from './lint-manifest.ts'
import { elementsNamed, type XmlElement } from './read-xml.ts'

const textOf = (manifest: XmlElement, name: string): string =>
  manifest.children.find(child => child.name === name)?.text ?? ''

/** Every address in it, with the line. Names of XML namespaces are none. */
const addressesOf = (element: XmlElement): { readonly address: string; readonly line: number }[] => [
  ...(element.name === 'AppDomain' ? [element.text] : [element.attributes.DefaultValue, element.attributes.Value])
    .filter(value => value !== undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(value))
    .map(address => ({ address: address ?? '', line: element.line })),
  ...element.children.flatMap(addressesOf),
]

const id: ManifestRule = manifest =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(textOf(manifest, 'Id'))
    ? []
    : [`Id is not a GUID: "${textOf(manifest, 'Id')}"`]

const version: ManifestRule = manifest =>
  /^[1-9]\d*(?:\.\d+){3}$/.test(textOf(manifest, 'Version'))
    ? []
    : [`Version must have four parts and begin with 1 or more: "${textOf(manifest, 'Version')}"`]

const hosts: ManifestRule = manifest =>
  elementsNamed(manifest, 'Host')
    .map(host => host.attributes.Name ?? host.attributes['xsi:type'])
    .filter(name => name !== 'Workbook')
    .map(name => `Host is not Workbook: "${name}"`)

const https: ManifestRule = manifest =>
  addressesOf(manifest)
    .filter(({ address }) => !address.startsWith('https://'))
    .map(({ address, line }) => `Line ${line}: Office takes https addresses only: ${address}`)

const oneOrigin: ManifestRule = manifest => {
  const origins = new Set(addressesOf(manifest).map(({ address }) => new URL(address).origin))
  return origins.size > 1 ? [`Addresses of several servers: ${[...origins].join(', ')}`] : []
}

/** Without its own origin with scheme and port in the list, links and dialogs of the pane open in a browser. */
const appDomains: ManifestRule = manifest => {
  const pane = elementsNamed(manifest, 'DefaultSettings')[0]?.children[0]?.attributes.DefaultValue ?? ''
  const domains = elementsNamed(manifest, 'AppDomain').map(domain => domain.text)
  return URL.canParse(pane) && domains.includes(new URL(pane).origin)
    ? []
    : [`AppDomains lacks the origin of the task pane, with scheme and port and without a path: ${pane}`]
}

export const identityRules: readonly ManifestRule[] = [id, version, hosts, https, oneOrigin, appDomains]
