import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNodeHost, type NodeHost } from '../node-host.ts'
import { libraryMembers } from '../protocol/library-members.ts'
import { claims } from './claims.ts'
import { objectTypes } from './host-object.ts'

let host: NodeHost
let namespaces: object[]
beforeAll(async () => {
  host = await createNodeHost()
  const globals = host as unknown as { readonly OfficeCore?: object }
  namespaces = [host.Excel, globals.OfficeCore ?? {}]
})
afterAll(() => host.stop())

/** Services of the library that have no class under the name they are asked for. */
const services = new Set(['AddinInternalService', 'CustomFunctionsService', 'AppRuntimeService'])

test('the host offers no object and no member that the library does not know', () => {
  const unknown = objectTypes.flatMap(({ name, properties, methods = {}, scalars }) => {
    if (services.has(name)) return []
    const known = libraryMembers(namespaces, name)
    if (!known) return [name]
    return [...Object.keys(properties), ...Object.keys(methods), ...scalars]
      .filter(member => !member.startsWith('_') && !known.has(member))
      .map(member => `${name}.${member}`)
  })
  expect(unknown).toEqual([])
})

test('it would be told of one', () => {
  const known = libraryMembers(namespaces, 'Range')
  expect(known?.has('Values')).toBe(true)
  expect(known?.has('GetUsedRange')).toBe(true)
  expect(known?.has('NoSuchMember')).toBe(false)
  expect(libraryMembers(namespaces, 'NoSuchClass')).toBeNull()
})

test('what load() without names loads are properties of the object', () => {
  const missing = objectTypes.flatMap(({ name, scalars, properties }) =>
    scalars.filter(scalar => !properties[scalar]?.get).map(scalar => `${name}.${scalar}`),
  )
  expect(missing).toEqual([])
})

test('every claim says how sure it is, and assumptions that matter say what they assume', () => {
  const all = claims()
  expect(all.length).toBeGreaterThan(300)
  expect(new Set(all.map(({ member }) => member)).size).toBe(all.length)
  const counted = Map.groupBy(all, ({ provenance }) => provenance)
  expect(counted.get('documentation')?.length).toBeGreaterThan(counted.get('assumption')?.length ?? 0)
})
