import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import type { CustomXmlPart } from '../model/metadata.ts'
import type { Workbook } from '../model/workbook.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'

interface PartTarget {
  readonly workbook: Workbook
  readonly id: string
}

interface PartsTarget {
  readonly workbook: Workbook
  readonly namespace: string | null
}

function current({ workbook, id }: PartTarget): CustomXmlPart {
  const part = workbook.customXmlParts.find(known => known.id === id)
  if (!part) throw itemNotFound()
  return part
}

const keep = (workbook: Workbook, parts: readonly CustomXmlPart[]): void => {
  workbook.journal.set(workbook, 'customXmlParts', parts)
  workbook.tell({ kind: 'other' })
}

/** The namespace of the root element; refuses what is no XML at first sight. */
function rootNamespace(xml: string): string {
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*((?:\s[^>]*)?)>/s.exec(
    xml,
  )
  if (!root) throw invalidArgument()
  const prefix = root[1]?.slice(0, -1)
  const attribute = prefix ? `xmlns:${prefix}` : 'xmlns'
  return (
    new RegExp(`\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
      .exec(root[2] ?? '')
      ?.slice(1)
      .find(Boolean) ?? ''
  )
}

const partObject: (target: PartTarget) => HostObject = objectType<PartTarget>({
  name: 'CustomXmlPart',
  id: ({ id }) => id,
  scalars: ['Id', 'NamespaceUri'],
  properties: {
    Id: { get: ({ id }) => id, provenance: 'documentation' },
    NamespaceUri: { get: target => current(target).namespace, provenance: 'documentation' },
  },
  methods: {
    GetXml: { call: target => current(target).xml, provenance: 'documentation' },
    SetXml: {
      call: (target, xml) => {
        const text = textArgument(xml)
        const part = { ...current(target), namespace: rootNamespace(text), xml: text }
        keep(
          target.workbook,
          target.workbook.customXmlParts.map(other => (other.id === target.id ? part : other)),
        )
        return null
      },
      provenance: 'documentation',
    },
    Delete: {
      call: target => {
        current(target)
        keep(
          target.workbook,
          target.workbook.customXmlParts.filter(({ id }) => id !== target.id),
        )
        return null
      },
      provenance: 'documentation',
    },
  },
})

const partsOf = ({ workbook, namespace }: PartsTarget): CustomXmlPart[] =>
  workbook.customXmlParts.filter(part => namespace === null || part.namespace === namespace)

const find = (target: PartsTarget, id: unknown): HostObject | null => {
  const wanted = textArgument(id).toLowerCase()
  const part = partsOf(target).find(known => known.id.toLowerCase() === wanted)
  return part ? partObject({ workbook: target.workbook, id: part.id }) : null
}

const required = (part: HostObject | null): HostObject => {
  if (!part) throw itemNotFound()
  return part
}

const only = (target: PartsTarget): HostObject | null => {
  const [part, ...more] = partsOf(target)
  return part && more.length === 0 ? partObject({ workbook: target.workbook, id: part.id }) : null
}

const reading = {
  GetCount: { call: (target: PartsTarget) => partsOf(target).length, provenance: 'documentation' },
  GetItem: { call: (target: PartsTarget, id: unknown) => required(find(target, id)), provenance: 'documentation' },
  GetItemOrNullObject: {
    call: (target: PartsTarget, id: unknown) => find(target, id) ?? nullObject,
    provenance: 'documentation',
  },
} as const

const items = (target: PartsTarget) => partsOf(target).map(({ id }) => partObject({ workbook: target.workbook, id }))

const scopedObject = objectType<PartsTarget>({
  name: 'CustomXmlPartScopedCollection',
  scalars: [],
  properties: {},
  items,
  methods: {
    ...reading,
    GetOnlyItem: { call: target => required(only(target)), provenance: 'documentation' },
    GetOnlyItemOrNullObject: { call: target => only(target) ?? nullObject, provenance: 'documentation' },
  },
})

export const customXmlPartCollectionObject: (target: PartsTarget) => HostObject = objectType<PartsTarget>({
  name: 'CustomXmlPartCollection',
  scalars: [],
  properties: {},
  items,
  methods: {
    ...reading,
    Add: {
      call: ({ workbook }, xml) => {
        const text = textArgument(xml)
        const number = String(workbook.nextNumber()).padStart(12, '0')
        const id = `{5C1A7E00-0000-4000-8000-${number}}`
        keep(workbook, [...workbook.customXmlParts, { id, namespace: rootNamespace(text), xml: text }])
        return partObject({ workbook, id })
      },
      provenance: 'documentation',
      note: 'undone with the batch it came in',
    },
    GetByNamespace: {
      call: ({ workbook }, namespace) => scopedObject({ workbook, namespace: textArgument(namespace) }),
      provenance: 'documentation',
    },
  },
})
