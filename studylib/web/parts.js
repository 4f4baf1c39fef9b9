// In the place of Streamlit's loader of parts. React shows a place-holder for one that is not there at once.
// Every page shows PARTS. They load while it connects, so its first run finds them.
const ready = new Map();
for (const part of PARTS) import(part).then((found) => ready.set(part, found), () => {});
export const t = (ask, files, ...rest) => {
  const found = ready.get(files?.[0]);
  return found ? { then: (take) => Promise.resolve(take(found)) } : load(ask, files, ...rest);
};
