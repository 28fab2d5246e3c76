/**
 * Decides what the parts of a definition are and where they stand. Must not know what any of them means.
 */

/** Every part as `{kind, node, path}`, in the order of the definition; `path` leads to it from the definition. */
export function* partsOf(definition) {
  yield { kind: 'survey', node: definition, path: [] };
  for (const list of ['triggers', 'calculatedValues', 'completedHtmlOnCondition', 'navigateToUrlOnCondition']) {
    yield* each(definition[list], [list], list);
  }
  yield* elements(definition, []);
  for (const [index, node] of (definition.pages ?? []).entries()) {
    const path = ['pages', index];
    yield { kind: 'page', node, path };
    yield* elements(node, path);
  }
}

function* each(nodes = [], path, kind) {
  for (const [index, node] of nodes.entries()) yield { kind, node, path: [...path, index] };
}

function* elements(parent, path) {
  for (const [index, node] of (parent.elements ?? []).entries()) {
    const own = [...path, 'elements', index];
    yield { kind: node.type === 'panel' ? 'panel' : 'question', node, path: own };
    yield* each(node.validators, [...own, 'validators'], 'validators');
    for (const item of each(node.items, [...own, 'items'], 'items')) {
      yield item;
      yield* each(item.node.validators, [...item.path, 'validators'], 'validators');
    }
    yield* elements(node, own);
  }
}

/** The questions, in the order of the definition. */
export function questionsOf(definition) {
  return [...partsOf(definition)].filter(({ kind }) => kind === 'question').map(({ node }) => node);
}

/** A copy of the definition in which the part at `path` was changed. */
export function changed(definition, path, change) {
  const copy = structuredClone(definition);
  change(path.reduce((node, key) => node[key], copy), copy);
  return copy;
}
