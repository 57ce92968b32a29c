import { itemNotFound } from '../model/excel-fault.ts'
import type { Workbook } from '../model/workbook.ts'
import { textArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'

interface SettingTarget {
  readonly workbook: Workbook
  readonly key: string
}

const keep = (workbook: Workbook, settings: ReadonlyMap<string, unknown>): void => {
  workbook.journal.set(workbook, 'settings', settings)
  workbook.tell({ kind: 'other' })
}

const settingObject: (target: SettingTarget) => HostObject = objectType<SettingTarget>({
  name: 'Setting',
  id: ({ key }) => key,
  scalars: ['Key', 'Value'],
  properties: {
    Key: { get: ({ key }) => key, provenance: 'documentation' },
    Value: {
      get: ({ workbook, key }) => workbook.settings.get(key),
      set: ({ workbook, key }, value) => keep(workbook, new Map([...workbook.settings, [key, value]])),
      provenance: 'documentation',
    },
  },
  methods: {
    Delete: {
      call: ({ workbook, key }) => {
        keep(workbook, new Map([...workbook.settings].filter(([known]) => known !== key)))
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const settingCollectionObject: (workbook: Workbook) => HostObject = objectType<Workbook>({
  name: 'SettingCollection',
  scalars: [],
  properties: {},
  items: workbook => [...workbook.settings.keys()].map(key => settingObject({ workbook, key })),
  methods: {
    Add: {
      call: (workbook, key, value) => {
        keep(workbook, new Map([...workbook.settings, [textArgument(key), value]]))
        return settingObject({ workbook, key: textArgument(key) })
      },
      provenance: 'documentation',
      note: 'in place of one with the same key; undone with the batch it came in',
    },
    GetItem: {
      call: (workbook, key) => {
        if (!workbook.settings.has(textArgument(key))) throw itemNotFound()
        return settingObject({ workbook, key: textArgument(key) })
      },
      provenance: 'documentation',
    },
    GetItemOrNullObject: {
      call: (workbook, key) =>
        workbook.settings.has(textArgument(key)) ? settingObject({ workbook, key: textArgument(key) }) : nullObject,
      provenance: 'documentation',
    },
    GetCount: { call: ({ settings }) => settings.size, provenance: 'documentation' },
  },
})
