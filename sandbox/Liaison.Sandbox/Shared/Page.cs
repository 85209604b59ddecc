namespace Liaison.Sandbox.Shared;

/// <summary>The frame around every page of the sandbox.</summary>
public static class Page
{
    public static IResult Show(string title, Html navigation, Html content, int status = StatusCodes.Status200OK)
    {
        var html = Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{title} · Liaison sandbox</title>
              <style>{new Html(Stylesheet.Text)}</style>
            </head>
            <body>
              <a class="skip" href="#main">Skip to content</a>
              <header><a class="home" href="/">Liaison sandbox</a><nav aria-label="Main">{navigation}</nav></header>
              <main id="main">
                <h1>{title}</h1>
                {content}
              </main>
              <footer>A stand-in for trying and testing. It is not the vendor's product, and nothing here is real.</footer>
            </body>
            </html>
            """);
        return Results.Content(html.Text, "text/html; charset=utf-8", statusCode: status);
    }
}
