/** The build gives a style sheet as text, with what it imports, minified. */
declare module "*.css" {
  const text: string;
  export default text;
}
