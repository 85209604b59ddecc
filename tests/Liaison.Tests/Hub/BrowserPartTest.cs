using System.IO.Compression;
using System.Net;
using Liaison.Hub.Api.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>The browser part's files as a browser gets them: packed by the build, kept for good when their name says what is in them.</summary>
public sealed class BrowserPartTest : IAsyncLifetime
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("liaison-web-");
    private WebApplication app = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        files.CreateSubdirectory("assets");
        Put("assets/a-1234.js", "console.log('hello')");
        Put("assets/plain-1234.js", "1");
        Put("index.html", "<title>Liaison</title>");
        await using (var br = new BrotliStream(File.Create(Path.Combine(files.FullName, "assets/a-1234.js.br")), CompressionLevel.Optimal))
        {
            br.Write("console.log('hello')"u8);
        }
        foreach (var name in new[] { "assets/a-1234.js", "index.html" })
        {
            await using var gz = new GZipStream(File.Create(Path.Combine(files.FullName, name + ".gz")), CompressionLevel.Optimal);
            gz.Write(await File.ReadAllBytesAsync(Path.Combine(files.FullName, name)));
        }
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", WebRootPath = files.FullName });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.UseBrowserPart();
        app.UseRouting();
        app.Use(static next => context => BrowserPart.Page(context, next));
        await app.StartAsync();
        browser = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
        files.Delete(recursive: true);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task A_file_comes_packed_as_well_as_the_browser_can_read_it(string? reads, string? encoding)
    {
        using var answer = await Get("/assets/a-1234.js", reads);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using var read = encoding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        Assert.Equal("console.log('hello')", await new StreamReader(read).ReadToEndAsync());
    }

    [Fact]
    public async Task A_file_that_was_not_worth_packing_comes_as_it_is()
    {
        using var answer = await Get("/assets/plain-1234.js", "br, gzip");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal("1", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_page_comes_packed_and_is_asked_for_anew_each_time()
    {
        using var answer = await Get("/cases", "gzip", "text/html");
        Assert.Equal(("gzip", "text/html", "no-cache"), (answer.Content.Headers.ContentEncoding.Single(), answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString()));
        await using var read = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal("<title>Liaison</title>", await new StreamReader(read).ReadToEndAsync());
    }

    private async Task<HttpResponseMessage> Get(string path, string? reads, string? accepts = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (reads is not null)
        {
            request.Headers.Add("Accept-Encoding", reads);
        }
        if (accepts is not null)
        {
            request.Headers.Add("Accept", accepts);
        }
        return await browser.SendAsync(request);
    }

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(files.FullName, name), text);
}
