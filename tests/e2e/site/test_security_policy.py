"""What a page's policy keeps out, in the browser."""

from playwright.sync_api import Browser

from tests.e2e.host import Host

# Ways in which words that somebody planted might try to run or to call home.
PLANTED = """(elsewhere) => {
  const told = [];
  addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
  const script = document.createElement("script");
  script.textContent = "globalThis.planted = true";
  document.body.append(script);
  const image = document.createElement("img");
  image.src = `${elsewhere}seen.png`;
  image.setAttribute("onerror", "globalThis.planted = true");
  document.body.append(image);
  for (const address of [
    URL.createObjectURL(new Blob(["globalThis.planted = true"], { type: "text/javascript" })),
    "data:text/javascript,globalThis.planted = true",
  ]) {
    const other = document.createElement("script");
    other.src = address;
    document.body.append(other);
    new Promise(() => new Worker(address)).catch(() => {});
    import(address).catch(() => {});
  }
  const frame = document.createElement("iframe");
  frame.srcdoc = "<script>parent.planted = true</script>";
  document.body.append(frame);
  const base = document.createElement("base");
  base.href = elsewhere;
  document.head.prepend(base);
  const relative = document.createElement("img");
  relative.src = "relative.png";
  document.body.append(relative);
  const link = document.createElement("a");
  link.href = "javascript:globalThis.planted = true";
  document.body.append(link);
  link.click();
  return fetch(elsewhere).catch(() => null)
    .then(() => new Promise((done) => setTimeout(() => done([told.sort(), globalThis.planted ?? false]))));
}"""


def test_nothing_that_is_planted_runs_or_calls_home(browser: Browser, base: str, host: Host) -> None:
    """A script of any kind, a handler, a frame, a base, an image of another place, a link, a request: none gets
    through."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{base}ideas/assets/")
    told, ran = page.evaluate(PLANTED, host.base)
    context.close()
    assert ran is False
    assert set(told) >= {
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "connect-src",
        "base-uri",
        "worker-src",
    }
    assert told.count("script-src-elem") >= 5  # inline; blob and data, both as an element and imported
    assert host.asked == []
