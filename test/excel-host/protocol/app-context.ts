export interface AppContextOptions {
  /** The highest ExcelApi level that is offered, e.g. 1.14; this library knows 1.17 and nothing of notes. */
  readonly excelApi?: number
  readonly documentUrl?: string
}

/** What the library asks first: which application this is and what it can do. */
export function appContext({
  excelApi = 1.17,
  documentUrl = 'https://localhost/Book1.xlsx',
}: AppContextOptions): object {
  return {
    _id: 'app-1',
    _appName: 16,
    _appVersion: '16.00',
    _appUILocale: 'en-US',
    _dataLocale: 'en-US',
    _docUrl: documentUrl,
    _clientMode: 1,
    _settings: [],
    _reason: 0,
    _osfControlType: 1,
    _eToken: '',
    _correlationId: 'correlation',
    _appInstanceId: 'instance-1',
    _hostFullVersion: '16.0.18000.1',
    _requirementMatrix: JSON.stringify({
      ExcelApi: excelApi,
      SharedRuntime: 1.2,
      RibbonApi: 1.2,
      DialogApi: 1.2,
      DialogOrigin: 1.1,
      CustomFunctionsRuntime: 1.4,
      CustomFunctions: 1.7,
      RichApiRuntime: 1.1,
      AddinCommands: 1.1,
      DelayForCellEdit: 1.1,
      CustomXmlParts: 1.1,
    }),
    _initialDisplayMode: 0,
  }
}
