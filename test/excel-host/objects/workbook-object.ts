import { itemNotFound } from '../model/excel-fault.ts'
import { rectangle } from '../model/rectangle.ts'
import type { Workbook } from '../model/workbook.ts'
import { applicationObject } from './application.ts'
import { commentCollectionObject } from './comment.ts'
import { customXmlPartCollectionObject } from './custom-xml-part.ts'
import { documentPropertiesObject } from './document-properties.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'
import { namedItemCollectionObject } from './named-item.ts'
import { rangeObject } from './range.ts'
import { RangeTarget } from './range-target.ts'
import { settingCollectionObject } from './setting.ts'
import { tableCollectionObject } from './table-collection.ts'
import { worksheetCollectionObject } from './worksheet-collection.ts'

const activeCell = ({ selection }: Workbook): HostObject =>
  rangeObject(new RangeTarget(selection.sheet, rectangle(selection.block.row, selection.block.column)))

/** The root of every path. */
export const workbookObject: (workbook: Workbook) => HostObject = objectType<Workbook>({
  name: 'Workbook',
  scalars: ['IsDirty', 'Name', 'ReadOnly'],
  properties: {
    Name: { get: ({ name }) => name, provenance: 'documentation' },
    ReadOnly: { get: () => false, provenance: 'documentation' },
    IsDirty: { get: ({ journal }) => journal.canUndo, provenance: 'assumption' },
    Application: { get: applicationObject, provenance: 'documentation' },
    Worksheets: { get: worksheetCollectionObject, provenance: 'documentation' },
    Tables: { get: workbook => tableCollectionObject({ workbook }), provenance: 'documentation' },
    Names: { get: workbook => namedItemCollectionObject({ workbook, scope: null }), provenance: 'documentation' },
    Comments: { get: workbook => commentCollectionObject({ workbook }), provenance: 'documentation' },
    CustomXmlParts: {
      get: workbook => customXmlPartCollectionObject({ workbook, namespace: null }),
      provenance: 'documentation',
    },
    Settings: { get: settingCollectionObject, provenance: 'documentation' },
    Properties: { get: documentPropertiesObject, provenance: 'documentation' },
  },
  methods: {
    GetSelectedRange: {
      call: ({ selection }) => rangeObject(new RangeTarget(selection.sheet, selection.block)),
      provenance: 'documentation',
    },
    GetActiveCell: { call: activeCell, provenance: 'documentation' },
    GetActiveChart: {
      call: () => {
        throw itemNotFound()
      },
      provenance: 'documentation',
    },
    GetActiveChartOrNullObject: { call: () => nullObject, provenance: 'documentation' },
  },
})
