// Its types are told for a path that Node.js doesn't find.
declare module "selenium-webdriver/http/index.js" {
  export { Executor, HttpClient } from "selenium-webdriver/http";
}
