// What polyfills.js adds beyond the parts of the language that `lib` in tsconfig.json names.
interface Array<T> {
  findLast(test: (value: T, index: number) => unknown): T | undefined;
  findLastIndex(test: (value: T, index: number) => unknown): number;
}
