using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>Tries settings on the real system, within a time limit, and says how it went without giving a secret away.</summary>
public sealed class Trial(ConnectorCatalog connectors, TimeProvider time, ILogger<Trial> log)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>True when there is a live test for this kind of system.</summary>
    public bool Exists(ConnectorDeclaration declaration) => connectors.Can<ITestConnection>(declaration.Kind);

    public async Task<Outcome<TestReport>> Run(ConnectorDeclaration declaration, Id<Connection> connection, object settings, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        object? opened = null;
        try
        {
            opened = connectors.Open(declaration, connection, settings);
            if (opened is not ITestConnection test)
            {
                return new TestReport($"{declaration.Name} has no live test; the settings are in order.", []);
            }
            // A connector that does not heed its token must not hold a person for ever.
            var outcome = await test.Test(new Calls(), both.Token).WaitAsync(both.Token);
            return outcome is Outcome<TestReport>.Failure(var fault) ? fault with { Detail = Redact(fault.Detail, settings) } : outcome;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new Fault(FaultKind.TimedOut, $"{declaration.Name} did not answer within {Limit.TotalSeconds} seconds.");
        }
        catch (HttpRequestException unreachable)
        {
            return new Fault(FaultKind.Unreachable, Redact(unreachable.Message, settings));
        }
        catch (Exception bug) when (!cancel.IsCancellationRequested)
        {
            ConnectingLog.TrialBroke(log, connection.Value, declaration.Kind, bug.GetType().Name);
            return new Fault(FaultKind.Unknown, Redact($"The test itself failed: {bug.Message}", settings));
        }
        finally
        {
            (opened as IDisposable)?.Dispose();
        }
    }

    /// <summary>No text that leaves here holds one of the settings' secrets, whatever the other system sent back.</summary>
    private static string Redact(string text, object settings) => settings.GetType().GetProperties()
        .Select(p => p.GetValue(settings)).OfType<Secret>().Select(s => s.Value).OfType<string>().Where(s => s.Length > 2)
        .Aggregate(text, (said, secret) => said.Replace(secret, Secret.Dots, StringComparison.OrdinalIgnoreCase));
}
