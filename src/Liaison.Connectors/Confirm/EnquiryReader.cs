using Liaison.Connectors.Http;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Reads enquiries as they stand.</summary>
internal sealed class EnquiryReader(ConfirmClient client, ConfirmTimes times)
{
    /// <summary>Confirm gives up after 300 seconds; two hundred in one request have been seen to run into that.</summary>
    private const int Batch = 10;

    public async Task<Outcome<RecordValues>> Read(string number, Calls calls, CancellationToken cancel) =>
        (await One(number, calls, cancel)).Match<Outcome<RecordValues>>(
            enquiry => new RecordValues(number, enquiry["EnquiryLogNumber"], EnquiryValues.Of(enquiry, times)), fault => fault);

    public async Task<Outcome<SoapNode>> One(string number, Calls calls, CancellationToken cancel) =>
        (await client.Ask(Ask(number), writes: false, calls, cancel)).Match<Outcome<SoapNode>>(
            answer => answer.First("Enquiry") is { } enquiry && enquiry["EnquiryNumber"] == number ? enquiry : ConfirmErrors.NoAnswer($"Confirm's answer does not hold enquiry {number}.", writes: false),
            fault => fault);

    /// <summary>Several enquiries; one that is not there is left out, as one that was deleted since.</summary>
    public async Task<Outcome<IReadOnlyList<SoapNode>>> Many(IEnumerable<string> numbers, Calls calls, CancellationToken cancel)
    {
        var enquiries = new List<SoapNode>();
        foreach (var batch in numbers.Chunk(Batch))
        {
            if ((await client.Process([.. batch.Select(Ask)], writes: false, calls, cancel)).Failed(out var fault, out var reply))
            {
                return fault;
            }
            var serious = reply.Refusals.Select(reason => ConfirmErrors.OfReasons([reason], writes: false)).FirstOrDefault(refused => refused.Kind != FaultKind.NotFound);
            if (serious is not null)
            {
                return serious;
            }
            enquiries.AddRange(reply.Answers.Select(answer => answer.First("Enquiry")).OfType<SoapNode>());
        }
        return enquiries;
    }

    private static ConfirmOperation Ask(string number) => ConfirmOperation.Plain("GetEnquiry", ("EnquiryNumber", number));
}
