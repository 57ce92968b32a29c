/** Codes of ISO 4217 that are in use, as the runtime's own tables (CLDR) list them. */
const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const digitsByCode = new Map<string, number>()

/** Whether it is an ISO 4217 code in upper case, e.g. "EUR". */
export const isCurrency = (code: string): boolean => codes.has(code)

/** Places of the minor unit: 2 for USD, 0 for JPY, 3 for KWD. Throws a RangeError where there is no such currency. */
export function minorDigits(code: string): number {
  const known = digitsByCode.get(code)
  if (known !== undefined) return known
  if (!isCurrency(code)) throw new RangeError(`Cannot tell the minor unit of a currency: there is no code "${code}"`)
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2
  digitsByCode.set(code, digits)
  return digits
}

/** What a symbol in front of or behind an amount may mean; the first is meant where the base currency is none of them. */
const currenciesBySymbol: ReadonlyMap<string, readonly string[]> = new Map([
  [
    '$',
    [
      'USD',
      'CAD',
      'AUD',
      'NZD',
      'SGD',
      'HKD',
      'TWD',
      'MXN',
      'ARS',
      'CLP',
      'COP',
      'JMD',
      'BSD',
      'BBD',
      'BZD',
      'BMD',
      'KYD',
      'FJD',
      'TTD',
      'XCD',
      'NAD',
    ],
  ],
  ['US$', ['USD']],
  ['CA$', ['CAD']],
  ['C$', ['CAD']],
  ['A$', ['AUD']],
  ['AU$', ['AUD']],
  ['NZ$', ['NZD']],
  ['S$', ['SGD']],
  ['HK$', ['HKD']],
  ['MX$', ['MXN']],
  ['NT$', ['TWD']],
  ['R$', ['BRL']],
  ['€', ['EUR']],
  ['£', ['GBP', 'EGP', 'GIP', 'FKP', 'SHP']],
  ['¥', ['JPY', 'CNY']],
  ['￥', ['JPY', 'CNY']],
  ['元', ['CNY']],
  ['円', ['JPY']],
  ['₹', ['INR']],
  ['RS', ['INR', 'PKR', 'LKR', 'NPR', 'MUR']],
  ['RS.', ['INR', 'PKR', 'LKR', 'NPR', 'MUR']],
  ['₩', ['KRW']],
  ['₪', ['ILS']],
  ['₱', ['PHP']],
  ['₫', ['VND']],
  ['₦', ['NGN']],
  ['₴', ['UAH']],
  ['₺', ['TRY']],
  ['₽', ['RUB']],
  ['₡', ['CRC']],
  ['₲', ['PYG']],
  ['₵', ['GHS']],
  ['₸', ['KZT']],
  ['฿', ['THB']],
  ['ZŁ', ['PLN']],
  ['KČ', ['CZK']],
  ['FT', ['HUF']],
  ['LEI', ['RON', 'MDL']],
  ['ЛВ', ['BGN']],
  ['KR', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['KR.', ['DKK', 'SEK', 'NOK', 'ISK']],
  ['R', ['ZAR']],
  ['FR.', ['CHF']],
  ['SFR.', ['CHF']],
])

/**
 * The currencies that a symbol or code beside an amount may mean, likeliest first; null where it means none. "$" is
 * the base currency where that is a dollar or peso, else USD: currenciesOfSymbol("$", "CAD")[0] is "CAD".
 */
export function currenciesOfSymbol(symbol: string, baseCurrency: string): readonly string[] | null {
  const key = symbol.trim().toUpperCase()
  const meant = currenciesBySymbol.get(key)
  if (meant)
    return meant.includes(baseCurrency) ? [baseCurrency, ...meant.filter(code => code !== baseCurrency)] : meant
  return isCurrency(key) ? [key] : null
}
