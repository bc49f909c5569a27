import { Host } from "./server.ts";
import { makeCertificate } from "./certificate.ts";
import { Chromium } from "./chromium.ts";
import { Visitor, UNHINDERED } from "./visitor.ts";
const cert = await makeCertificate();
const host = await Host.start(cert as never);
host.isolated = true;
const address = host.serve("x", "/tmp/prof/re-b", "<!doctype html><title>x</title>");
const browser = await Chromium.start("chromium", cert.fingerprint);
const v = await Visitor.arrive(browser, UNHINDERED);
await v.open(address);
const r = await v.evaluate<any>(`(async () => {
  const out = {};
  for (const [name, payload] of [["tiny", "a"], ["10k latin", "a".repeat(10000)], ["10k two-byte", "\u2026" + "a".repeat(9999)]]) {
    const w = new Worker(URL.createObjectURL(new Blob(["const p=" + JSON.stringify(payload) + ";onmessage=async e=>{ await 0; postMessage([e.data[0],p])}"])));
    let res; w.onmessage = e => res(e.data);
    const ts=[];
    for (let i=0;i<400;i++){ const s=performance.now(); await new Promise(r=>{res=r; w.postMessage([i,["search","chip testing","{}"]])}); ts.push(performance.now()-s);}
    ts.sort((a,b)=>a-b); out[name]=[ts[200], ts[20], ts[380]];
  }
  const s=performance.now(); 
  return out;
})()`);
console.log(JSON.stringify(r));
await browser.stop(); process.exit(0);
