import type { Coefficients } from './coefficients-record.ts'

/** Written by `npm run confidence:fit`; how well it does is in test/confidence/report.md. */
export const coefficients: Coefficients = {
  version: 1,
  date: '2026-11-21',
  fittedOn: {
    shapes: ['managed', 'seasonal', 'projects', 'small', 'growing', 'large'],
    firstSeed: 1,
    organizationsPerShape: 60,
    samples: 181279,
  },
  penalty: 5,
  // biome-ignore format: one list a line
  features: ['unreached', 'unreached_log', 'revision', 'revision_above_2', 'revision_above_5', 'revised_rows', 'watched', 'shortfall', 'shortfall_log', 'shortfall_unusual', 'rows', 'empty', 'datasets', 'outliers', 'volatility', 'rejected', 'rejected_log', 'rejected_rows', 'imputed', 'imputed_some', 'left_out', 'left_out_some', 'conflicts', 'conflicting_rows', 'repeats', 'approved'],
  families: {
    AMOUNT: {
      intercept: 1.256593,
      // biome-ignore format: in the order of the features
      weights: [-0.592262, -0.733469, 0, -0.721075, 0, 0, 0.409849, 0, -0.16753, -0.880824, -0.121924, 1.753588, 1.509945, 0, 0, -4.543589, -0.451242, 0, -3.516313, -0.616227, -5.948449, -0.8489, 0, 0, -0.551343, 1.833798],
    },
    BALANCE: {
      intercept: 1.945601,
      // biome-ignore format: in the order of the features
      weights: [-0.409074, -0.262739, -0.146255, -0.057462, -0.43405, 0, 0.178378, 0, -0.077042, -0.542008, -0.061418, 1.628163, 0, 0, 0, -6.57189, -0.009704, 0, -2.135524, -0.670779, -1.857971, -1.288151, -0.020021, 0, 0, 1.643978],
    },
    RATIO: {
      intercept: 3.863014,
      // biome-ignore format: in the order of the features
      weights: [-2.281642, -0.749573, -0.220458, -0.134435, 0, -0.069426, 0.094822, -0.639152, -0.103768, -0.303488, -0.043209, 0, -0.665868, -0.247581, 0, -12.905121, -0.36931, 0, 0, 0, 0, -2.34341, -0.147142, 0, -1.177605, 2.206245],
    },
    MARGIN: {
      intercept: 1.168644,
      // biome-ignore format: in the order of the features
      weights: [-0.0087, -0.498018, -0.073741, -0.355539, -0.180041, 0, 0.15217, 0, -0.048672, -0.451358, 0.019234, 0, 0.346295, -0.068335, 0, -10.154858, -0.071727, 0, -2.925596, -0.593928, -3.07941, -0.975699, 0, 0, -0.14708, 1.360963],
    },
    SHARE: {
      intercept: 1.453847,
      // biome-ignore format: in the order of the features
      weights: [-1.084457, -0.662478, -0.234607, -0.055607, 0, 0, 0.076381, 0, -0.008535, -0.577984, 0.360235, 0, 0, 0, 0, -3.705114, -0.163903, 0, 0, 0, 0, 0, -0.085284, 0, -1.153912, 1.514856],
    },
    GROWTH: {
      intercept: 3.408415,
      // biome-ignore format: in the order of the features
      weights: [-3.0753, -0.626692, -0.184703, -0.059528, 0, -0.313927, 0.089465, 0, -0.261064, -0.037329, -0.556871, -0.166975, 0, -0.561184, -0.109879, 0, -0.758272, -0.248567, 0, 0, -0.787444, -1.662313, -0.220321, 0, -1.339549, 3.157393],
    },
    LIST: {
      intercept: 3.218249,
      // biome-ignore format: in the order of the features
      weights: [-0.112487, 0, 0, -0.491112, 0, 0, 0, 0, 0, 0, -0.068226, 4.309321, 0, 0, 0, -1.272294, -0.952924, -0.620762, 0, 0, -15.27316, -1.76729, -1.549388, -0.067633, 0, 0.286127],
    },
    LIST_GAP: {
      intercept: 2.54921,
      // biome-ignore format: in the order of the features
      weights: [-0.358615, 0, 0, -0.649369, 0, 0, 0, 0, 0, 0, -0.33865, 4.662292, 0, 0, 0, -7.785834, -0.304714, -0.147307, 0, 0, -7.506839, -1.360469, -0.471846, -0.286608, 0, 0],
    },
    LIST_SHARE: {
      intercept: 1.345953,
      // biome-ignore format: in the order of the features
      weights: [-0.261173, 0, -0.046241, -0.734012, 0, 0, 0, 0, 0, 0, 0.641745, 0, 0, 0, 0, -4.191488, -0.268226, 0, 0, 0, -6.585324, -0.742964, -0.453776, -1.899768, 0, 0],
    },
    CAPACITY: {
      intercept: 4.922539,
      // biome-ignore format: in the order of the features
      weights: [-0.287418, 0, -0.041687, 0, 0, 0, 0, 0, 0, 0, -0.477514, 0, 0, 0, 0, 0, 0, 0, -11.31359, -0.86496, 0, 0, 0, 0, 0, 0],
    },
  },
}
