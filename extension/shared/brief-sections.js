/** @file What the sections of a brief are called: in the brief's own language, which need not be the interface's. */

/** English, Chinese; what a copied brief calls them. @type {Record<string, [string, string]>} */
const NAMES = {
  claim: ['Claim', '主张'],
  method: ['Method', '方法'],
  evidence: ['Evidence', '证据'],
  limits: ['Limits', '局限'],
  radar: ['For your radar', '与雷达的关联'],
  agrees: ['What they share', '相同之处'],
  differs: ['What differs', '不同之处'],
  new: ['What is new', '新颖之处'],
  theme: ['Themes', '主题'],
  connection: ['Connections', '联系'],
  first: ['What to read first', '先读什么'],
  papers: ['Papers', '论文'],
};

/** @param {string} section @param {Brief["language"]} language */
export const sectionName = (section, language) => NAMES[section]?.[language === 'zh_CN' ? 1 : 0] ?? section;
