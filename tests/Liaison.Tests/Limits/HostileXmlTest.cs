using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Liaison.Connectors.Soap;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Liaison.Tests.Connectors;
using Liaison.Tests.Road;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.Tests.Limits;

/// <summary>Whoever may post to us, or answer us, can neither make us read a file, call an address, nor fill the memory.</summary>
[Collection(Alone.Name)]
public sealed class HostileXmlTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A44"), Trait("row", "A48")]
    public async Task The_door_for_the_CRM_Agent_refuses_every_document_that_plays_on_entities_and_calls_nobody()
    {
        await using var canary = await HostileServer.Start(static _ => Task.CompletedTask);
        await using var door = await Door.Open(postgres);
        var forms = HostileXml.Forms(canary.Address.ToString());
        Assert.True(forms.Count >= 30);
        foreach (var form in forms)
        {
            var spent = await Alone.Allocated(async () => await door.Refuses(Encoding.UTF8.GetBytes(form), 400));
            Assert.True(spent < 8 * Alone.Megabyte, $"{spent:N0} bytes for {form[..Math.Min(form.Length, 200)]}");
        }
        Assert.Equal(0, canary.Hits);
        Assert.Equal(0L, await door.Road.Ask<long>("select (select count(*) from events) + (select count(*) from deliveries)"));
    }

    [Fact]
    public async Task The_door_for_the_CRM_Agent_refuses_depth_and_length_without_holding_them()
    {
        await using var door = await Door.Open(postgres);
        Assert.InRange(await Alone.Allocated(() => door.Refuses(HostileXml.Deep(10_000), 400)), 0, 4 * Alone.Megabyte);
        var fifty = HostileXml.Long(50 * 1024 * 1024);
        Assert.InRange(await Alone.Allocated(() => door.Refuses(fifty, 413)), 0, 4 * Alone.Megabyte);
        // Without a length told before, it is counted as it comes; who goes on speaking after that is cut off.
        Assert.InRange(await Alone.Allocated(() => door.Refuses(HostileXml.Long(5 * 1024 * 1024 / 4), 413, chunked: true)), 0, 8 * Alone.Megabyte);
        Assert.InRange(await Alone.Allocated(async () => Assert.True(await Record.ExceptionAsync(() => door.Refuses(fifty, 413, chunked: true)) is null or HttpRequestException)), 0, 8 * Alone.Megabyte);
        Assert.Equal(0L, await door.Road.Ask<long>("select count(*) from events"));
    }

    [Fact]
    public void The_reader_of_SOAP_answers_refuses_the_same_and_spends_little_on_it()
    {
        var documents = HostileXml.Forms("http://canary.invalid/").Select(Encoding.UTF8.GetBytes).Append(HostileXml.Deep(10_000)).Append(HostileXml.Long(50 * 1024 * 1024));
        Assert.All(documents, document =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.ThrowsAny<XmlException>(() => SoapEnvelope.Open(document, "utf-8"));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Alone.Megabyte);
        });
    }

    /// <summary>A hub with a Confirm connection and a key for its CRM Agent.</summary>
    private sealed class Door(RoadFixture road, HttpClient http, string key) : IAsyncDisposable
    {
        public RoadFixture Road => road;

        public static async Task<Door> Open(PostgresFixture postgres)
        {
            var road = await RoadFixture.Start(postgres, workers: false);
            var made = await road.App.Services.GetRequiredService<ApiKeyStore>().Create(road.Tenant, "CRM Agent", ["integration"], road.Connection, Actor.Liaison, CancellationToken.None);
            var door = new Door(road, new HttpClient { BaseAddress = new Uri(road.App.Urls.Single()) }, Assert.IsType<Saved<(ApiKey Key, ApiKeyView View)>.Done>(made).Value.Key.Text);
            // The first request loads what all others use.
            await door.Refuses("<Hello/>"u8.ToArray(), 400);
            return door;
        }

        public async Task Refuses(byte[] body, int status, bool chunked = false)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/integration/confirm/crm-agent?key={key}") { Content = content };
            request.Headers.TransferEncodingChunked = chunked;
            // A server that has heard enough may close while we still speak: its answer is asked for first.
            request.Headers.ExpectContinue = body.Length > 1024 * 1024;
            using var answer = await http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode == status, $"{answer.StatusCode} {said}");
            if (status == 400)
            {
                var reason = XElement.Parse(said).Element("Fault")!.Element("Reason")!.Value;
                Assert.NotEmpty(reason);
                Assert.DoesNotContain("root:", reason, StringComparison.Ordinal);
            }
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await road.DisposeAsync();
        }
    }
}
