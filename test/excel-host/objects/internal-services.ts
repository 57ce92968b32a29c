import type { HostObject } from './host-object.ts'
import { objectType } from './host-object.ts'

/** What the library itself asks for, apart from the workbook. */
const addinService = objectType<null>({
  name: 'AddinInternalService',
  scalars: [],
  properties: {},
  methods: { NotifyActionHandlerReady: { call: () => null, provenance: 'types' } },
})

/** Results come in as [id, succeeded, value, error code]; readiness tells that invocations may be sent. */
export interface CustomFunctionResults {
  ready(): void
  results(entries: readonly unknown[]): void
}

const customFunctionService = objectType<CustomFunctionResults>({
  name: 'CustomFunctionsService',
  scalars: [],
  properties: {},
  methods: {
    SetInvocationResults: {
      call: (target, entries) => {
        target.results(Array.isArray(entries) ? entries : [])
        return null
      },
      provenance: 'types',
    },
    SetInvocationArrayResults: {
      call: (target, entries) => {
        target.results(Array.isArray(entries) ? entries : [])
        return null
      },
      provenance: 'types',
    },
    _SetOsfControlContainerReadyForCustomFunctions: {
      call: target => {
        target.ready()
        return null
      },
      provenance: 'types',
    },
    _GetEnabledFeatures: { call: () => [], provenance: 'types' },
  },
})

/** Objects that the library makes by name. */
export function newObject(name: string, customFunctions: CustomFunctionResults): HostObject | undefined {
  if (name === 'Microsoft.InternalService.AddinInternalService') return addinService(null)
  return /CustomFunction/.test(name) ? customFunctionService(customFunctions) : undefined
}
