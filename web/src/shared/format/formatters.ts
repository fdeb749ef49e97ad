/** Remembers what it makes: a formatter costs many times what it formats, and every row of a list needs some. */
const remembered = <O, T>(make: (locale: string, options: O) => T) => {
  const known = new Map<string, T>();
  return (locale: string, options: O): T => {
    const key = locale + JSON.stringify(options);
    const found = known.get(key) ?? make(locale, options);
    known.set(key, found);
    return found;
  };
};

export const dateTime = remembered(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

export const numbers = remembered(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

export const relativeWords = remembered(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
