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

/** Whether the add-in's page is seen: `Office.addin.showAsTaskpane()` and `hide()`. */
export interface PaneVisibility {
  visible: boolean
}

const runtimeService = objectType<PaneVisibility>({
  name: 'AppRuntimeService',
  scalars: [],
  properties: {},
  methods: {
    GetAppRuntimeState: { call: pane => (pane.visible ? 'Visible' : 'Background'), provenance: 'types' },
    SetAppRuntimeState: {
      call: (pane, state) => {
        pane.visible = state === 'Visible'
        return null
      },
      provenance: 'types',
    },
  },
})

/** Objects that the library makes by name. */
export function newObject(
  name: string,
  customFunctions: CustomFunctionResults,
  pane: PaneVisibility,
): HostObject | undefined {
  if (name === 'Microsoft.AppRuntime.AppRuntimeService') return runtimeService(pane)
  if (name === 'Microsoft.InternalService.AddinInternalService') return addinService(null)
  return /CustomFunction/.test(name) ? customFunctionService(customFunctions) : undefined
}
