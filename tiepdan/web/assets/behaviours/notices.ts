/** Words that the page may have to say by itself: they stand in <template data-notice="…"> of base.html. */
export function notice(name: string): DocumentFragment | null {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-notice="${name}"]`);
  return template ? (template.content.cloneNode(true) as DocumentFragment) : null;
}

export function sayIn(selector: string, name: string): void {
  const words = notice(name);
  const place = document.querySelector(selector);
  if (words && place) place.replaceChildren(words);
}
