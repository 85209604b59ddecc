using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Liaison.EndToEnd.Running;

/// <summary>The Confirm stand-in from its own side: what a person at a Confirm desktop sees and does.</summary>
public sealed class ConfirmSide(Uri url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = url };

    public Task<JsonElement> Enquiry(int number) => http.GetFromJsonAsync<JsonElement>($"/confirm/control/enquiries/{number}");

    public async Task<JsonElement> Until(int number, Func<JsonElement, bool> wanted)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var enquiry = await Enquiry(number);
            if (wanted(enquiry))
            {
                return enquiry;
            }
            if (limit.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException($"Enquiry {number} did not become what was wanted; it is {enquiry}");
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A person in Confirm changes the enquiry, and the CRM Agent tells of it at once.</summary>
    public async Task Change(int number, object change)
    {
        using var changed = await http.PostAsJsonAsync($"/confirm/control/enquiries/{number}/change", change);
        changed.EnsureSuccessStatusCode();
        using var told = await http.PostAsync(new Uri("/confirm/control/agent/run", UriKind.Relative), null);
        told.EnsureSuccessStatusCode();
    }

    /// <summary>Lets the CRM Agent's task run now.</summary>
    /// <returns>How many changes wait, and how many attempts it has made in all.</returns>
    public async Task<(int Waiting, int Attempts)> RunAgent()
    {
        using var run = await http.PostAsync(new Uri("/confirm/control/agent/run", UriKind.Relative), null);
        run.EnsureSuccessStatusCode();
        var pushes = await http.GetFromJsonAsync<JsonElement>("/confirm/control/agent/pushes");
        return (pushes.At("waiting").GetInt32(), pushes.At("attempts").GetArrayLength());
    }

    /// <summary>How many enquiries there are.</summary>
    public async Task<int> Count() => (await http.GetFromJsonAsync<JsonElement>("/confirm/control/counters")).At("enquiries").GetInt32();

    public async Task<IAsyncDisposable> Fault(object fault)
    {
        using var answer = await http.PostAsJsonAsync("/confirm/faults", fault);
        answer.EnsureSuccessStatusCode();
        return new Switch(http);
    }

    public Task<string> Document(int number, int document) => http.GetStringAsync(new Uri($"/confirm/control/enquiries/{number}/documents/{document}", UriKind.Relative));

    public void Dispose() => http.Dispose();

    /// <summary>Fault switches that go off again.</summary>
    private sealed class Switch(HttpClient http) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var answer = await http.DeleteAsync(new Uri("/confirm/faults", UriKind.Relative));
        }
    }
}
