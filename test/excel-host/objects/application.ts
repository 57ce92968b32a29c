import type { Workbook } from '../model/workbook.ts'
import { type HostObject, objectType } from './host-object.ts'

const cultureObject = objectType<Workbook>({
  name: 'CultureInfo',
  scalars: ['Name'],
  properties: { Name: { get: () => 'en-US', provenance: 'documentation' } },
})

export const applicationObject: (workbook: Workbook) => HostObject = objectType<Workbook>({
  name: 'Application',
  scalars: ['CalculationMode', 'CalculationState', 'DecimalSeparator', 'ThousandsSeparator', 'UseSystemSeparators'],
  properties: {
    CalculationMode: { get: () => 'Automatic', set: () => {}, provenance: 'documentation' },
    CalculationState: { get: () => 'Done', provenance: 'documentation' },
    CalculationEngineVersion: { get: () => 191_029, provenance: 'types' },
    DecimalSeparator: { get: () => '.', provenance: 'documentation' },
    ThousandsSeparator: { get: () => ',', provenance: 'documentation' },
    UseSystemSeparators: { get: () => true, provenance: 'documentation' },
    CultureInfo: { get: cultureObject, provenance: 'documentation' },
  },
  methods: {
    Calculate: {
      call: (workbook, type) => {
        if (type === 'Full' || type === 'FullRebuild') workbook.calculator.recalculate()
        else workbook.calculator.ensure()
        return null
      },
      provenance: 'documentation',
    },
    SuspendApiCalculationUntilNextSync: {
      call: () => null,
      provenance: 'assumption',
      note: 'a batch is calculated once, when it reads or ends, whether suspended or not',
    },
    SuspendScreenUpdatingUntilNextSync: { call: () => null, provenance: 'documentation' },
  },
})
