import type { ManifestRule } from './lint-manifest.ts'
import { elementsNamed, type XmlElement } from './read-xml.ts'

/** The one page of the shared runtime: pane, commands and functions must all name it, or each runs on its own. */
const sharedRuntime: ManifestRule = manifest => {
  const long = elementsNamed(manifest, 'Runtime').filter(({ attributes }) => attributes.lifetime === 'long')
  const page = long[0]?.attributes.resid
  if (long.length !== 1 || page === undefined)
    return [`There must be one Runtime of lifetime long: found ${long.length}`]
  const others = [
    ...elementsNamed(manifest, 'FunctionFile'),
    ...elementsNamed(manifest, 'Page').flatMap(each => each.children),
    ...elementsNamed(manifest, 'Action').flatMap(each => elementsNamed(each, 'SourceLocation')),
  ].filter(({ attributes }) => attributes.resid !== page)
  const address = elementsNamed(manifest, 'bt:Url').find(({ attributes }) => attributes.id === page)?.attributes
    .DefaultValue
  const pane = elementsNamed(manifest, 'DefaultSettings')[0]?.children[0]?.attributes.DefaultValue
  return [
    ...others.map(
      ({ name, line, attributes }) => `Line ${line}: ${name} names ${attributes.resid}, the Runtime ${page}`,
    ),
    ...elementsNamed(manifest, 'TaskpaneId').map(
      ({ line }) => `Line ${line}: with a shared runtime there is no TaskpaneId`,
    ),
    ...(address === pane ? [] : [`The Runtime is at ${address}, DefaultSettings at ${pane}`]),
  ]
}

/** More in the base requirements hides the add-in in older Excels; levels of ExcelApi are asked for at run time. */
const requirements: ManifestRule = manifest => {
  const sets = manifest.children
    .filter(({ name }) => name === 'Requirements')
    .flatMap(each => elementsNamed(each, 'Set'))
  const found = sets.map(({ attributes }) => `${attributes.Name} ${attributes.MinVersion}`).join(', ')
  return found === 'SharedRuntime 1.1'
    ? []
    : [`Requirements must be SharedRuntime 1.1 and nothing more: found "${found}"`]
}

const commands: ManifestRule = (manifest, { commandIds }) => {
  const named = elementsNamed(manifest, 'FunctionName')
  return [
    ...named
      .filter(({ text }) => !commandIds.includes(text))
      .map(({ text, line }) => `Line ${line}: no command is called "${text}"`),
    ...commandIds.filter(id => !named.some(({ text }) => text === id)).map(id => `No button calls the command "${id}"`),
  ]
}

const namespace: ManifestRule = manifest => {
  const used = new Set(elementsNamed(manifest, 'Namespace').map(({ attributes }) => attributes.resid))
  return elementsNamed(manifest, 'bt:String')
    .filter(({ attributes }) => used.has(attributes.id))
    .filter(({ attributes }: XmlElement) => !/^[A-Z][A-Z0-9._]{0,31}$/.test(attributes.DefaultValue ?? ''))
    .map(({ line, attributes }) => `Line ${line}: not a namespace of functions: "${attributes.DefaultValue}"`)
}

export const runtimeRules: readonly ManifestRule[] = [sharedRuntime, requirements, commands, namespace]
