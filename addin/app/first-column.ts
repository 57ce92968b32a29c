/** Column that an address begins in, counted from 0: "B5:F210" is 1. Absolute marks and a sheet's name are ignored. */
export function firstColumn(address: string): number {
  const letters = /(?:^|!)\$?([A-Z]+)/i.exec(address)?.[1]?.toUpperCase() ?? 'A'
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
